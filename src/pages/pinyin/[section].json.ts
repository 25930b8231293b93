import type { InferGetStaticPropsType } from 'astro';
import { toPinyinFile } from '../../features/pinyin/pinyin.ts';
import { listPinyin } from '../../site/site.ts';

export const getStaticPaths = listPinyin;

/** Serve the pinyin of a section, which only readers who want it load. */
export const GET = ({ props }: { props: InferGetStaticPropsType<typeof listPinyin> }) =>
  Response.json(toPinyinFile(props.section));
