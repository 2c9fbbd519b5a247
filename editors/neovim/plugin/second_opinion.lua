-- What is there as soon as this folder is on the runtimepath: the command, and what code actions and lenses ask the editor for.
-- The rest is loaded when it is used.

if vim.g.loaded_second_opinion then
  return
end
vim.g.loaded_second_opinion = true

vim.api.nvim_create_user_command('SecondOpinionEvidence', function()
  require('second_opinion.evidence').show()
end, { desc = 'Show who is for and against the claim under the cursor' })

-- Its arguments are the draft's address and the range of the claim.
vim.lsp.commands['secondOpinion.showEvidence'] = function(command)
  local address, range = unpack(command.arguments or {})
  require('second_opinion.evidence').show(address and vim.uri_to_bufnr(address), range and range.start)
end
