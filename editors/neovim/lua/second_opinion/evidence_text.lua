-- The lines of the evidence, as Markdown, and which citation each line belongs to. It touches no buffer.

local M = {}

local NAMES = {
  contradicted = 'Contradicted',
  overstated = 'Overstated',
  contested = 'Contested',
  supported = 'Supported',
  uncovered = 'Not covered',
}

-- What JSON calls null.
local function known(value)
  return value ~= nil and value ~= vim.NIL
end

local function speaker(citation)
  if known(citation.author) then
    return citation.author
  end
  return known(citation.section) and citation.title or 'A doctor'
end

local function who(citation)
  local parts = { '**' .. speaker(citation) .. '**' }
  if known(citation.credential) then
    table.insert(parts, citation.credential)
  end
  if known(citation.rating) then
    local reviews = known(citation.reviews) and (', %d reviews'):format(citation.reviews) or ''
    table.insert(parts, ('%.1f stars%s'):format(citation.rating, reviews))
  end
  return table.concat(parts, ', ')
end

local function said(citation)
  local quote = citation.quote:gsub('%s+', ' ')
  return citation.summary and ('*in summary:* ' .. quote) or ('“' .. quote .. '”')
end

local function place(citation)
  local within = known(citation.answer) and ('answer %d'):format(citation.answer) or citation.section
  return known(within) and ('%s, %s'):format(citation.source, within) or citation.source
end

-- The lines for some claims, and for each line that tells of an answer its citation.
function M.lines(claims)
  local lines, targets = {}, {}
  local function add(line, citation)
    table.insert(lines, line)
    targets[#lines] = citation
  end
  local function side(heading, count, citations)
    if #citations == 0 then
      return
    end
    add('')
    add(('## %s (%d)'):format(heading, count))
    for _, citation in ipairs(citations) do
      add('- ' .. who(citation) .. ': ' .. said(citation), citation)
      add('  ' .. place(citation), citation)
    end
  end
  for index, claim in ipairs(claims) do
    if index > 1 then
      add('')
    end
    add('# ' .. NAMES[claim.verdict] .. ': ' .. claim.text:gsub('%s+', ' '))
    if known(claim.message) then
      add(claim.message)
    elseif claim['for'] + claim.against == 0 then
      add('The corpus says nothing on this. That does not make it right.')
    end
    if claim.verdict == 'supported' then
      side('For', claim['for'], claim.supporting)
      side('Against', claim.against, claim.contradicting)
    else
      side('Against', claim.against, claim.contradicting)
      side('For', claim['for'], claim.supporting)
    end
  end
  return lines, targets
end

return M
