-- The evidence of a claim in a split: who is for it, who is against, and where they say so.

local text = require('second_opinion.evidence_text')

local M = {}

local BUFFER_NAME = 'second-opinion://evidence'

local function client_of(draft)
  local clients = vim.lsp.get_clients or vim.lsp.get_active_clients
  return clients({ bufnr = draft, name = 'second_opinion' })[1]
end

local function ask(client, draft, params, answered)
  if vim.fn.has('nvim-0.11') == 1 then
    client:request('secondOpinion/evidence', params, answered, draft)
  else
    client.request('secondOpinion/evidence', params, answered, draft)
  end
end

-- Opens the page of the corpus that the line under the cursor tells of, in the draft's window where there is one.
local function go(draft, targets)
  local citation = targets[vim.api.nvim_win_get_cursor(0)[1]]
  if not citation or citation.uri == vim.NIL then
    return
  end
  local window = vim.fn.bufwinid(draft)
  if window ~= -1 then
    vim.api.nvim_set_current_win(window)
  end
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.uri_to_fname(citation.uri)))
  vim.api.nvim_win_set_cursor(0, { citation.line, 0 })
end

-- A buffer of our own, made once and filled anew; it is no Markdown buffer, or the server would check it as a draft.
local function split()
  local buffer = vim.fn.bufnr('^' .. BUFFER_NAME .. '$')
  if buffer == -1 then
    buffer = vim.api.nvim_create_buf(false, true)
    vim.api.nvim_buf_set_name(buffer, BUFFER_NAME)
    vim.bo[buffer].bufhidden = 'wipe'
    vim.bo[buffer].syntax = 'markdown'
  end
  local window = vim.fn.bufwinid(buffer)
  if window == -1 then
    vim.cmd('botright split')
    window = vim.api.nvim_get_current_win()
    vim.api.nvim_win_set_buf(window, buffer)
    vim.wo[window].wrap = true
    vim.wo[window].linebreak = true
    vim.wo[window].breakindent = true
    vim.wo[window].breakindentopt = 'shift:2'
    vim.wo[window].conceallevel = 2
    vim.wo[window].concealcursor = 'n'
    vim.wo[window].number = false
    vim.wo[window].signcolumn = 'no'
  else
    vim.api.nvim_set_current_win(window)
  end
  return buffer, window
end

local function fill(draft, evidence)
  local lines, targets = text.lines(evidence.claims)
  local buffer, window = split()
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].syntax = 'markdown'
  vim.api.nvim_win_set_height(window, math.min(#lines + 1, math.floor(vim.o.lines / 2)))
  vim.api.nvim_win_set_cursor(window, { 1, 0 })
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = buffer, desc = 'Close the evidence' })
  vim.keymap.set('n', '<CR>', function()
    go(draft, targets)
  end, { buffer = buffer, desc = 'Open the page of the corpus' })
end

-- Shows the evidence of the claims at a place of a draft: by default, under the cursor.
function M.show(draft, position)
  draft = draft or vim.api.nvim_get_current_buf()
  local client = client_of(draft)
  if not client then
    vim.notify('Second Opinion does not look after this buffer: see :checkhealth second_opinion', vim.log.levels.WARN)
    return
  end
  position = position or vim.lsp.util.make_position_params(0, client.offset_encoding).position
  local params = { textDocument = { uri = vim.uri_from_bufnr(draft) }, position = position }
  ask(client, draft, params, function(problem, evidence)
    if problem then
      vim.notify('Second Opinion: ' .. problem.message, vim.log.levels.ERROR)
    elseif not evidence or evidence == vim.NIL or #evidence.claims == 0 then
      vim.notify('Second Opinion: there is no claim here')
    else
      fill(draft, evidence)
    end
  end)
end

return M
