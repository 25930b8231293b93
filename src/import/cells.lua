-- Join the paragraphs of each table cell, because a cell in Markdown has one line.
local function join(cell)
  for _, block in ipairs(cell.contents) do
    if block.t ~= 'Para' and block.t ~= 'Plain' then return end
  end
  local isChinese = pandoc.utils.stringify(cell.contents):find('[\227-\233]')
  local space = isChinese and {} or { pandoc.Space() }
  cell.contents = { pandoc.Plain(pandoc.utils.blocks_to_inlines(cell.contents, space)) }
end

function Table(table)
  local rows = pandoc.List(table.head.rows):clone()
  for _, body in ipairs(table.bodies) do rows:extend(body.body) end
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row.cells) do join(cell) end
  end
  return table
end

-- Keep the address of a picture that is not in the file, which pandoc would look for and drop.
function Image(image)
  if pandoc.mediabag.lookup(image.src) or image.src:find('^data:') then return end
  local words = pandoc.utils.stringify(image.caption):gsub('[%[%]\\]', ' ')
  local url = image.src:gsub('[<>%s]', function(one) return ('%%%02X'):format(one:byte()) end)
  return pandoc.RawInline('markdown', '![' .. words .. '](<' .. url .. '>)')
end
