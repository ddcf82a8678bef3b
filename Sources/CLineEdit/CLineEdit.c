#define _GNU_SOURCE
#include "CLineEdit.h"

#include <errno.h>
#include <fcntl.h>
#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

_Static_assert(sizeof(wchar_t) == sizeof(int32_t), "code points are handed over as they are");

struct cle_editor {
  EditLine *line;
  HistoryW *history;
  FILE *output;
  int has_beeped;
  cle_key_source source;
  cle_key_action action;
  void *context;
  /// The keys of the action, in libedit's map for typing and in the one for vi's commands.
  char *typing_keys;
  char *command_keys;
  /// Both ends of the terminal that libedit believes to be at.
  int window;
  int terminal;
  /// The modes in which the real terminal was found, and whether they are changed.
  struct termios found;
  int is_raw;
};

// MARK: Locale

int cle_set_locale(void) {
  const char *name = setlocale(LC_CTYPE, "");
  int is_utf8 = name != NULL && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
  if (!is_utf8) setlocale(LC_CTYPE, "C.UTF-8");
  return is_utf8;
}

// MARK: What libedit calls

static ssize_t discard(void *cookie, const char *bytes, size_t count) {
  cle_editor *editor = cookie;
  if (memchr(bytes, '\a', count) != NULL) editor->has_beeped = 1;
  return (ssize_t)count;
}

static wchar_t *no_prompt(EditLine *line) {
  (void)line;
  static wchar_t empty[] = L"";
  return empty;
}

static cle_editor *editor_of(EditLine *line) {
  void *data = NULL;
  el_wget(line, EL_CLIENTDATA, &data);
  return data;
}

static int next_key(EditLine *line, wchar_t *key) {
  cle_editor *editor = editor_of(line);
  int32_t code = editor->source(editor->context);
  if (code >= 0) {
    *key = (wchar_t)code;
    return 1;
  }
  errno = EINTR;
  return -1;
}

static unsigned char act(EditLine *line, wint_t key) {
  cle_editor *editor = editor_of(line);
  switch (editor->action(editor->context, (int32_t)key)) {
  case CLE_END_LINE: return CC_NEWLINE;
  case CLE_BEEP: return CC_REFRESH_BEEP;
  default: return CC_REFRESH;
  }
}

// MARK: Opening

/// Binds the keys of some characters to the action.
static void bind_characters(EditLine *line, const char *characters, int is_command_map) {
  for (; *characters != '\0'; characters++) {
    // In libedit's own notation a backslash and three digits are a byte.
    wchar_t key[8];
    swprintf(key, 8, L"\\%03o", (unsigned)(unsigned char)*characters);
    if (is_command_map) {
      el_wset(line, EL_BIND, L"-a", key, L"tapebook-key", NULL);
    } else {
      el_wset(line, EL_BIND, key, L"tapebook-key", NULL);
    }
  }
}

/// Takes the keys from libedit's `ed-command`, which crashes on a quote without an end.
static void unbind_unsafe_keys(cle_editor *editor) {
  EditLine *line = editor->line;
  if (cle_is_vi(editor)) {
    el_wset(line, EL_BIND, L"-a", L":", L"ed-unassigned", NULL);
    // `.` is ours; libedit's is under a character that no key sends.
    el_wset(line, EL_BIND, L"-a", L"\\201", L"vi-redo", NULL);
  } else {
    el_wset(line, EL_BIND, L"\\033x", L"ed-unassigned", NULL);
    el_wset(line, EL_BIND, L"\\033X", L"ed-unassigned", NULL);
  }
}

static void bind_keys(cle_editor *editor) {
  bind_characters(editor->line, editor->typing_keys, 0);
  if (cle_is_vi(editor)) bind_characters(editor->line, editor->command_keys, 1);
}

/// Whether terminfo knows the terminal, and knows it as one whose cursor ECMA-48 moves.
static int moves_cursor(EditLine *line) {
  const char *up = NULL;
  return el_wget(line, EL_GETTC, "UP", &up) == 0 && up != NULL && strncmp(up, "\033[", 2) == 0;
}

static void set_up(cle_editor *editor) {
  EditLine *line = editor->line;
  el_wset(line, EL_CLIENTDATA, editor);
  el_wset(line, EL_SIGNAL, 0);
  el_wset(line, EL_PROMPT, no_prompt);
  el_wset(line, EL_EDITOR, L"emacs");
  editor->history = history_winit();
  if (editor->history != NULL) {
    HistEventW event;
    history_w(editor->history, &event, H_SETSIZE, 10000);
    el_wset(line, EL_HIST, history_w, editor->history);
  }
  el_wset(line, EL_ADDFN, L"tapebook-key", L"What the program does at this key", act);
  // NULL: $EDITRC or ~/.editrc.
  el_source(line, NULL);
  unbind_unsafe_keys(editor);
  // Only now: what .editrc says must not ask for keys.
  el_wset(line, EL_GETCFN, next_key);
}

/// Makes a terminal for libedit alone, with the real one's characters and a window that stays.
///
/// libedit draws for a window even where nobody looks, and when the window shrinks below its cursor,
/// or is very small, it writes beyond its own rows.
static int open_terminal(cle_editor *editor) {
  char name[64];
  editor->window = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (editor->window < 0 || grantpt(editor->window) != 0 || unlockpt(editor->window) != 0) return 0;
  if (ptsname_r(editor->window, name, sizeof name) != 0) return 0;
  editor->terminal = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (editor->terminal < 0) return 0;
  struct winsize size = {.ws_row = 100, .ws_col = 400};
  ioctl(editor->window, TIOCSWINSZ, &size);
  struct termios modes;
  if (tcgetattr(STDIN_FILENO, &modes) == 0) tcsetattr(editor->terminal, TCSANOW, &modes);
  return 1;
}

cle_editor *cle_open(
  const char *program, cle_key_source source, cle_key_action action, void *context, cle_keys keys
) {
  cle_editor *editor = calloc(1, sizeof *editor);
  if (editor == NULL) return NULL;
  editor->source = source;
  editor->action = action;
  editor->context = context;
  editor->window = editor->terminal = -1;
  cookie_io_functions_t functions = {.write = discard};
  editor->output = fopencookie(editor, "w", functions);
  if (editor->output != NULL && open_terminal(editor)) {
    setvbuf(editor->output, NULL, _IONBF, 0);
    editor->line = el_init_fd(
      program, stdin, editor->output, editor->output, editor->terminal, editor->terminal,
      editor->terminal);
  }
  int is_editing = 0;
  if (editor->line != NULL) {
    set_up(editor);
    el_wget(editor->line, EL_EDITMODE, &is_editing);
    editor->typing_keys = strdup(cle_is_vi(editor) ? keys.insertion : keys.emacs);
    editor->command_keys = strdup(keys.command);
  }
  int has_keys = editor->typing_keys != NULL && editor->command_keys != NULL;
  if (!is_editing || !has_keys || !moves_cursor(editor->line)) {
    cle_close(editor);
    return NULL;
  }
  return editor;
}

void cle_close(cle_editor *editor) {
  cle_prepare_terminal(editor, 0);
  if (editor->line != NULL) el_end(editor->line);
  if (editor->history != NULL) history_wend(editor->history);
  if (editor->output != NULL) fclose(editor->output);
  if (editor->terminal >= 0) close(editor->terminal);
  if (editor->window >= 0) close(editor->window);
  free(editor->typing_keys);
  free(editor->command_keys);
  free(editor);
}

int cle_is_vi(cle_editor *editor) {
  const wchar_t *name = NULL;
  el_wget(editor->line, EL_EDITOR, &name);
  return name != NULL && wcscmp(name, L"vi") == 0;
}

// MARK: Reading and the text

int cle_read(cle_editor *editor) {
  int count = 0;
  return el_wgets(editor->line, &count) != NULL && count > 0 ? CLE_LINE : CLE_END;
}

const int32_t *cle_text(cle_editor *editor, size_t *length, size_t *cursor) {
  const LineInfoW *info = el_wline(editor->line);
  ptrdiff_t count = info->lastchar - info->buffer;
  ptrdiff_t place = info->cursor - info->buffer;
  *length = count > 0 ? (size_t)count : 0;
  *cursor = place < 0 ? 0 : (size_t)place > *length ? *length : (size_t)place;
  return (const int32_t *)info->buffer;
}

void cle_set_text(cle_editor *editor, const int32_t *text, size_t cursor) {
  const LineInfoW *info = el_wline(editor->line);
  if (text[0] == 0) {
    // What el_wreplacestr leaves undone.
    el_cursor(editor->line, (int)(info->lastchar - info->cursor));
    el_deletestr(editor->line, (int)(info->lastchar - info->buffer));
    return;
  }
  el_wreplacestr(editor->line, (const wchar_t *)text);
  info = el_wline(editor->line);
  el_cursor(editor->line, (int)((ptrdiff_t)cursor - (info->cursor - info->buffer)));
}

void cle_add_history(cle_editor *editor, const int32_t *text) {
  HistEventW event;
  if (editor->history != NULL) {
    history_w(editor->history, &event, H_ENTER, (const wchar_t *)text);
  }
}

int cle_take_beep(cle_editor *editor) {
  int result = editor->has_beeped;
  editor->has_beeped = 0;
  return result;
}

/// The modes of a terminal that hands over each key as it is pressed.
static struct termios single_keys(struct termios modes) {
  // Both line breaks come as they are, Ctrl-C and Ctrl-Z as signals, and Ctrl-S and Ctrl-V as keys.
  modes.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IGNCR | IXON);
  modes.c_oflag |= OPOST | ONLCR;
  modes.c_lflag |= ISIG;
  modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHOK | ECHONL | IEXTEN | NOFLSH);
  modes.c_cc[VMIN] = 1;
  modes.c_cc[VTIME] = 0;
  return modes;
}

void cle_prepare_terminal(cle_editor *editor, int is_raw) {
  if (!is_raw) {
    if (editor->is_raw) tcsetattr(STDIN_FILENO, TCSADRAIN, &editor->found);
    editor->is_raw = 0;
    return;
  }
  // libedit binds the terminal's own control characters: ours go before.
  bind_keys(editor);
  if (editor->is_raw || tcgetattr(STDIN_FILENO, &editor->found) != 0) return;
  struct termios modes = single_keys(editor->found);
  editor->is_raw = tcsetattr(STDIN_FILENO, TCSADRAIN, &modes) == 0;
}

struct cle_modes {
  struct termios found;
};

cle_modes *cle_take_keys(void) {
  cle_modes *modes = calloc(1, sizeof *modes);
  if (modes == NULL) return NULL;
  if (tcgetattr(STDIN_FILENO, &modes->found) == 0 && cle_retake_keys(modes)) return modes;
  free(modes);
  return NULL;
}

int cle_retake_keys(const cle_modes *modes) {
  struct termios keys = single_keys(modes->found);
  return tcsetattr(STDIN_FILENO, TCSADRAIN, &keys) == 0;
}

void cle_lend_keys(const cle_modes *modes) {
  tcsetattr(STDIN_FILENO, TCSADRAIN, &modes->found);
}

void cle_give_keys_back(cle_modes *modes) {
  cle_lend_keys(modes);
  free(modes);
}

// MARK: Signals

enum { SIGNAL_COUNT = 7 };
static const int noticed[SIGNAL_COUNT] = {
  SIGINT, SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGQUIT,
};
static volatile sig_atomic_t came[SIGNAL_COUNT];
static struct sigaction before[SIGNAL_COUNT];
static int pipe_ends[2] = {-1, -1};

/// Only notes the signal and wakes the waiting thread, whichever thread it came to.
static void note_signal(int number) {
  int code = errno;
  for (int i = 0; i < SIGNAL_COUNT; i++) {
    if (noticed[i] == number) came[i] = 1;
  }
  // A full pipe wakes as well as one more byte would.
  ssize_t written = write(pipe_ends[1], "", 1);
  (void)written;
  errno = code;
}

/// Whether our handlers stand in the place of those before.
static int is_noticing;

void cle_notice_signals(void) {
  if (is_noticing) return;
  if (pipe_ends[0] < 0 && pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return;
  is_noticing = 1;
  struct sigaction action = {.sa_handler = note_signal, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < SIGNAL_COUNT; i++) {
    came[i] = 0;
    sigaction(noticed[i], NULL, &before[i]);
    int is_ignored = before[i].sa_handler == SIG_IGN && noticed[i] != SIGINT;
    if (!is_ignored) sigaction(noticed[i], &action, NULL);
  }
}

void cle_restore_signals(void) {
  if (!is_noticing) return;
  is_noticing = 0;
  for (int i = 0; i < SIGNAL_COUNT; i++) sigaction(noticed[i], &before[i], NULL);
}

int cle_wait(int descriptor, int milliseconds) {
  struct pollfd requests[2] = {
    {.fd = pipe_ends[0], .events = POLLIN}, {.fd = descriptor, .events = POLLIN},
  };
  int count = poll(requests, 2, milliseconds);
  if (count < 0) return errno == EINTR ? CLE_SIGNAL : CLE_FAILURE;
  if (count == 0) return CLE_TIMEOUT;
  if (requests[0].revents != 0) {
    char bytes[64];
    while (read(pipe_ends[0], bytes, sizeof bytes) > 0) {}
    return CLE_SIGNAL;
  }
  return CLE_INPUT;
}

int cle_take_signal(void) {
  for (int i = 0; i < SIGNAL_COUNT; i++) {
    if (came[i]) {
      came[i] = 0;
      return noticed[i];
    }
  }
  return 0;
}

void cle_stop(void) { raise(SIGSTOP); }
