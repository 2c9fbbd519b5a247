-- The server's entry for `vim.lsp.enable('second_opinion')`, found by Neovim 0.11 and newer on the runtimepath.
-- Whatever `vim.lsp.config('second_opinion', { ... })` says in the user's own file is merged over it.

---@type vim.lsp.Config
return {
  cmd = { 'second-opinion', 'lsp' },
  -- Neovim calls plain text `text`; other editors say `plaintext`. The server takes both.
  filetypes = { 'markdown', 'text', 'html' },
  -- A relative folder in `corpus` starts from the folder in which one of these is found.
  root_markers = { 'second-opinion.toml', '.second-opinion.toml', '.git' },
  init_options = vim.empty_dict(),
}
