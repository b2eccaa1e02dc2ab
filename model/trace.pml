/*
 * Recorded histories, each held to the transitions of the table: is there an order of its calls, each between its start
 * and its end, in which every call does and is answered what it was? One search takes all histories of a file.
 *
 * The file is named by the environment variable HISTORIES. The format: README.md, "Recorded histories".
 */

c_decl {
\#include <stdlib.h>
\#include <unistd.h>

\#define MAX_CALLS 63
\#define MAX_IDS 63
\#define MAX_KEYS 8
\#define NEVER 1000000000

  typedef unsigned long long set;

  enum kind { CREATED, REPLAYED, REFUSED, UNANSWERED, LISTED, DELETED, ABSENT, TABLE };

  typedef struct {
    enum kind kind;
    int start, end, key, id, count;
    set ids;
    char text[400];
  } call;

  typedef struct {
    char name[100];
    int limit, calls;
    set unclaimed;     /* ids that somebody saw and no answered create made: unanswered ones must have */
    set answered;      /* calls that must have a place */
    call call[MAX_CALLS];
    int explained;
    int furthest;      /* how many calls have a place in the order that went furthest */
    set placed, held;  /* which, and what was there then */
  } history;

  history *histories;
  int historyCount;
}

/* What a state of the search is: the history, the calls that have their place, and the table after them. */
c_state "int current" "Global"
c_state "set done" "Global"
c_state "set resources" "Global"
c_state "set deleted" "Global"
c_state "unsigned char record[MAX_KEYS]" "Global"

c_code {
  static int size(set s) { return __builtin_popcountll(s); }

  static int has(set s, int element) { return s >> element & 1; }

  static void malformed(const char *line) {
    printf("malformed: %s\n", line);
    _exit(2);
  }

  static int number(const char *text, int least, int most, const char *line) {
    char *end;
    long value = strtol(text, &end, 10);
    if (*text == 0 || *end != 0 || value < least || value > most) malformed(line);
    return (int) value;
  }

  static set idsOf(char **rest, const char *line) {
    set ids = 0;
    char *word;
    while ((word = strtok_r(0, " \n", rest))) ids |= 1ULL << number(word, 1, MAX_IDS, line);
    return ids;
  }

  static void readCall(history *h, char *line) {
    char copy[400], *rest, *word;
    if (h->calls == MAX_CALLS || strlen(line) >= sizeof copy) malformed(line);
    call *c = &h->call[h->calls++];
    strcpy(copy, line);
    strcpy(c->text, line);
    char *words[3];
    for (int i = 0; i < 3; i++) {
      words[i] = strtok_r(i == 0 ? copy : 0, " \n", &rest);
      if (!words[i]) malformed(line);
    }
    c->start = number(words[0], 0, NEVER - 1, line);
    c->end = strcmp(words[1], "-") == 0 ? NEVER : number(words[1], c->start, NEVER - 1, line);
    const char *names[] = {"created", "replayed", "refused", "unanswered", "listed", "deleted", "absent", "table"};
    int kind = 0;
    while (kind < 8 && strcmp(words[2], names[kind]) != 0) kind++;
    if (kind == 8) malformed(line);
    c->kind = kind;
    if (kind == CREATED || kind == REPLAYED || kind == REFUSED || kind == UNANSWERED) {
      if (!(word = strtok_r(0, " \n", &rest))) malformed(line);
      c->key = strcmp(word, "-") == 0 ? 0 : number(word, 1, MAX_KEYS - 1, line);
    }
    if (kind == CREATED || kind == REPLAYED || kind == DELETED || kind == ABSENT) {
      if (!(word = strtok_r(0, " \n", &rest))) malformed(line);
      c->id = number(word, 1, MAX_IDS, line);
    }
    if (kind == TABLE) {
      if (!(word = strtok_r(0, " \n", &rest))) malformed(line);
      c->count = number(word, 0, MAX_IDS, line);
    }
    if (kind == LISTED || kind == TABLE) c->ids = idsOf(&rest, line);
    else if (strtok_r(0, " \n", &rest)) malformed(line);
    if ((kind == UNANSWERED) != (c->end == NEVER)) malformed(line);
  }

  static void finish(history *h) {
    set claimed = 0;
    for (int i = 0; i < h->calls; i++) {
      call *c = &h->call[i];
      if (c->kind == CREATED) claimed |= 1ULL << c->id;
      else if (c->id) h->unclaimed |= 1ULL << c->id;
      h->unclaimed |= c->ids;
      if (c->kind != UNANSWERED) h->answered |= 1ULL << i;
    }
    h->unclaimed &= ~claimed;
  }

  /* Whatever the search found no order for, with both sides: what was recorded, and how far the model goes with it. */
  static void report(void) {
    int unexplained = 0;
    for (int i = 0; i < historyCount; i++) {
      history *h = &histories[i];
      if (h->explained) continue;
      if (++unexplained > 10) continue;
      printf("NO ORDER: %s, limit %d. The model goes as far as %d of %d calls, with %d resources:\n", h->name, h->limit,
             h->furthest, h->calls, size(h->held));
      for (int j = 0; j < h->calls; j++)
        printf("  %s %s", has(h->placed, j) ? "placed" : "      ", h->call[j].text);
    }
    printf("%d of %d histories have an order\n", historyCount - unexplained, historyCount);
    fflush(stdout);
    if (unexplained || historyCount == 0) _exit(1);
  }

  static void readHistories(void) {
    char line[500];
    int room = 0;
    const char *name = getenv("HISTORIES");
    FILE *file = name ? fopen(name, "r") : 0;
    if (!file) malformed("HISTORIES does not name a file");
    while (fgets(line, sizeof line, file)) {
      if (line[0] == '#' || line[0] == '\n') continue;
      char what[100];
      int limit;
      if (sscanf(line, "history %99s %d", what, &limit) == 2) {
        if (historyCount == room) histories = realloc(histories, (room = room * 2 + 64) * sizeof(history));
        if (!histories) malformed("no memory");
        history *h = &histories[historyCount++];
        memset(h, 0, sizeof *h);
        strcpy(h->name, what);
        h->limit = limit;
      } else if (historyCount == 0) malformed(line);
      else readCall(&histories[historyCount - 1], line);
    }
    fclose(file);
    for (int i = 0; i < historyCount; i++) finish(&histories[i]);
    atexit(report);
  }

  static int isRecorded(int key) { return key && now.record[key]; }

  /* The conditions of the create's transaction, as in create.pml. */
  static int commits(history *h, int key, int id) {
    return !isRecorded(key) && size(now.resources) < h->limit && !has(now.resources | now.deleted, id);
  }

  static void create(int key, int id) {
    now.resources |= 1ULL << id;
    if (key) now.record[key] = id;
  }

  /* Whether the call may come next: nothing ended before it began, and the table lets it do what it did. */
  static int mayBeNext(history *h, int i, int id) {
    call *c = &h->call[i];
    if (has(now.done, i)) return 0;
    for (int j = 0; j < h->calls; j++)
      if (!has(now.done, j) && h->call[j].end < c->start) return 0;
    switch (c->kind) {
      case CREATED: return commits(h, c->key, c->id);
      case REPLAYED: return now.record[c->key] == c->id;
      case REFUSED: return !isRecorded(c->key) && size(now.resources) >= h->limit;
      case UNANSWERED: return id && commits(h, c->key, id);
      case LISTED: return now.resources == c->ids;
      case DELETED: return has(now.resources, c->id);
      case ABSENT: return !has(now.resources, c->id);
      case TABLE: return now.resources == c->ids && c->count == size(c->ids);
    }
    return 0;
  }

  static void place(history *h, int i, int id) {
    call *c = &h->call[i];
    now.done |= 1ULL << i;
    if (c->kind == CREATED) create(c->key, c->id);
    if (c->kind == UNANSWERED) create(c->key, id);
    if (c->kind == DELETED) {
      now.resources &= ~(1ULL << c->id);
      now.deleted |= 1ULL << c->id;
    }
    if (size(now.done) > h->furthest) {
      h->furthest = size(now.done);
      h->placed = now.done;
      h->held = now.resources;
    }
    if ((now.done & h->answered) == h->answered) h->explained = 1;
  }

  /* The next choice after (i, id), in one number; -1 if there is none. An id is chosen for unanswered creates alone. */
  static int nextChoice(history *h, int choice) {
    for (choice++; choice < h->calls * 64; choice++) {
      int i = choice / 64, id = choice % 64;
      if (h->call[i].kind == UNANSWERED ? id && has(h->unclaimed, id) : id == 0)
        if (mayBeNext(h, i, id)) return choice;
    }
    return -1;
  }

  /* One order is enough: what is explained has no choices left. */
  static int choiceAfter(int choice) {
    history *h = &histories[now.current];
    return h->explained ? -1 : nextChoice(h, choice);
  }
}

/* The call that may be next, and the id that it makes, in one number; -1 if there is none. */
int choice = -1;

active proctype Search() {
  c_code { if (!histories) readHistories(); };
  /* Which history. */
  do
  :: break
  :: c_expr { now.current < historyCount - 1 } -> c_code { now.current++; }
  od;
  /* Which call is next: this one, or one after it. */
  c_code { now.choice = choiceAfter(-1); };
  do
  :: choice == -1 -> break
  :: choice != -1 ->
     c_code {
       place(&histories[now.current], now.choice / 64, now.choice % 64);
       now.choice = choiceAfter(-1);
     }
  :: choice != -1 -> c_code { now.choice = choiceAfter(now.choice); }
  od
}
