;;; check.el --- Runs eglot in batch on a real draft with the real server  -*- lexical-binding: t -*-

;; emacs --batch -l check.el README DRAFT
;;
;; The configuration is the first block of README, as an author would paste it.  Ends with 0 if findings and a hover came.

(package-initialize)
(require 'eglot)
(unless (require 'markdown-mode nil t)
  (define-derived-mode markdown-mode text-mode "Markdown"))
(add-to-list 'auto-mode-alist '("\\.md\\'" . markdown-mode))
(setq eglot-sync-connect 60)

(defun check-block (file)
  "The first block of Emacs Lisp in FILE, as a list of forms."
  (with-temp-buffer
    (insert-file-contents file)
    (re-search-forward "^```elisp\n")
    (let ((start (point)))
      (re-search-forward "^```$")
      (read (concat "(" (buffer-substring start (match-beginning 0)) ")")))))

(defun check-wait (seen what)
  "Wait until SEEN returns something, or fail with WHAT."
  (let ((end (time-add nil 60)))
    (while (and (not (funcall seen)) (time-less-p nil end))
      (accept-process-output nil 0.05)))
  (unless (funcall seen)
    (message "FAIL %s" what)
    (kill-emacs 1)))

(pcase-let ((`(,readme ,draft) command-line-args-left))
  (mapc #'eval (check-block readme))
  (remove-hook 'markdown-mode-hook #'eglot-ensure) ; It waits for a command, and batch mode has none.
  (find-file draft)
  (message "Emacs %s, %s" emacs-version major-mode)
  (apply #'eglot (eglot--guess-contact))
  (check-wait #'eglot-current-server "the server did not start")
  (flymake-mode 1)
  (check-wait #'flymake-diagnostics "no finding came")
  (dolist (found (flymake-diagnostics))
    (message "finding %s" (flymake-diagnostic-text found)))
  (goto-char (1+ (flymake-diagnostic-beg (car (flymake-diagnostics)))))
  (let* ((server (eglot-current-server))
         (hover (jsonrpc-request server :textDocument/hover (eglot--TextDocumentPositionParams)))
         (text (plist-get (plist-get hover :contents) :value)))
    (unless (string-match-p ", MD" text)
      (message "FAIL the hover names no doctor: %s" text)
      (kill-emacs 1))
    (message "hover %s" text))
  (message "PASS")
  (set-buffer-modified-p nil)
  (kill-emacs 0))

;;; check.el ends here
