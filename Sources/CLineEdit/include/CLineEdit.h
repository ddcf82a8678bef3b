#ifndef TAPEBOOK_CLINEEDIT_H
#define TAPEBOOK_CLINEEDIT_H

#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

/// libedit without its variadic functions, its output and its signal handling.
///
/// libedit keeps the text and the key maps (emacs, vi, the user's .editrc). It asks for keys by one
/// callback and hands over the keys that are not its own by another; it believes to be at a terminal
/// of its own, and what it draws is thrown away, because the callbacks' owner draws.

typedef struct cle_editor cle_editor;

/// What a key's action ends with.
enum cle_outcome { CLE_GO_ON = 0, CLE_END_LINE = 1, CLE_BEEP = 2 };

/// What `cle_wait` saw.
enum cle_event { CLE_TIMEOUT = 0, CLE_INPUT = 1, CLE_SIGNAL = 2, CLE_FAILURE = 3 };

/// Gives the next key as a code point; a number below zero ends the line.
typedef int32_t (*cle_key_source)(void *context);

/// Does what a key means; gives an outcome.
typedef int (*cle_key_action)(void *context, int32_t key);

/// Sets the locale of the characters, to the user's or else to one with UTF-8.
///
/// Gives whether the user's own says UTF-8.
int cle_set_locale(void);

/// The columns of a character that stands alone, as wcwidth(3) says by LC_CTYPE: -1 for none.
int cle_character_width(wchar_t character);

/// The ASCII characters whose keys are the action's, by key map.
typedef struct {
  const char *emacs;
  const char *insertion;
  const char *command;
} cle_keys;

/// An editor on standard input, or NULL where libedit cannot serve this terminal: no memory, a TERM
/// that is not known or cannot move its cursor, no further terminal to be had, `edit off` in the
/// user's .editrc.
cle_editor *cle_open(
  const char *program, cle_key_source source, cle_key_action action, void *context, cle_keys keys);

/// Leaves the terminal as it was found.
void cle_close(cle_editor *editor);

/// Whether the keys are vi's.
int cle_is_vi(cle_editor *editor);

/// What ended the reading.
enum cle_result { CLE_LINE = 0, CLE_END = 1 };

/// Reads keys until an action ends the line, which may be libedit's own, or the source gives a
/// number below zero.
int cle_read(cle_editor *editor);

/// The text as code points, and the cursor in it.
const int32_t *cle_text(cle_editor *editor, size_t *length, size_t *cursor);

/// Replaces the text, which ends with a zero.
void cle_set_text(cle_editor *editor, const int32_t *text, size_t cursor);

/// Adds to the history that vi's searches use.
void cle_add_history(cle_editor *editor, const int32_t *text);

/// Whether libedit beeped since it was asked last.
int cle_take_beep(cle_editor *editor);

/// Switches the terminal to single keys, which are ours as `cle_open` says, or back.
void cle_prepare_terminal(cle_editor *editor, int is_raw);

/// The modes in which a terminal was found whose single keys are read without an editor.
typedef struct cle_modes cle_modes;

/// Switches standard input to single keys; NULL where it is no terminal.
cle_modes *cle_take_keys(void);

/// Switches to single keys again, after another program had the terminal; whether that was done.
int cle_retake_keys(const cle_modes *modes);

/// Puts the modes back for a while.
void cle_lend_keys(const cle_modes *modes);

/// Puts the modes back for good.
void cle_give_keys_back(cle_modes *modes);

/// Starts noticing signals, in the whole process.
///
/// SIGINT, SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP and SIGQUIT; what the parent has made the
/// program ignore stays ignored, SIGINT excepted.
void cle_notice_signals(void);

/// Puts the handlers back that were there before.
void cle_restore_signals(void);

/// Waits for input on a descriptor or for a signal; below zero milliseconds without an end.
int cle_wait(int descriptor, int milliseconds);

/// The lowest of the signals that came and were not taken yet, or 0.
int cle_take_signal(void);

/// Stops the process until it is continued.
void cle_stop(void);

#endif
