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
\#define MAX_IDS 31
\#define MAX_VALUES 63
\#define MAX_KEYS 7
\#define MAX_VERSIONS 255
\#define NEVER 1000000000
\#define NO_CHOICE -1
\#define UNSEEN (MAX_IDS + 1)

  typedef unsigned long long set;

  enum kind { /* answered ones first */
    CREATED, REPLAYED, REFUSED, LISTED, GOT, UPDATED, DELETED, ABSENT, UNMATCHED, IN_USE, REPORTED, TABLE,
    CREATE, UPDATE, DELETE, REPORT
  };

  typedef struct {
    enum kind kind;
    int start, end, key, id, ifMatch, value, sessions, version, count;
    unsigned char values[MAX_IDS + 1]; /* of a list or a table, by id; 0 is none */
    char *text;
  } call;

  typedef struct {
    char name[100];
    int limit, calls;
    call *call;
    int byEnd[MAX_CALLS];             /* the calls in the order in which they are tried: unanswered ones last */
    set unclaimed;                    /* ids that no answered create made: unanswered ones must have */
    unsigned char first[MAX_IDS + 1]; /* the value that the create of an id gave, where somebody saw it */
    set answered;                     /* calls that must have a place */
    set complete;                     /* calls that show everything that there is */
    int explained;
    int furthest;                     /* how many calls have a place in the order that went furthest */
    void *there;                      /* the state of the search then */
  } history;

  history *histories;
  int historyCount;
}

/* What a state of the search is: the history, the calls that have their place, and the table after them. */
c_state "int current" "Global"
c_state "set done" "Global"
c_state "unsigned int resources" "Global"
c_state "unsigned int deleted" "Global"
c_state "unsigned char unseen" "Global" /* resources whose ids no call names */
c_state "unsigned char record[MAX_KEYS + 1]" "Global"
c_state "unsigned char value[MAX_IDS + 1]" "Global" /* 0 where no resource is */
c_state "unsigned char sessions[MAX_IDS + 1]" "Global"
c_state "unsigned char version[MAX_IDS + 1]" "Global"

c_code {
  /* What follows the name of each kind. */
  static const struct { const char *name, *arguments; } formats[] = {
    {"created", "key value id"}, {"replayed", "key id"}, {"refused", "key"}, {"listed", "values"},
    {"got", "id value"}, {"updated", "id ifMatch value"}, {"deleted", "id ifMatch"}, {"absent", "id"},
    {"unmatched", "id ifMatch"}, {"in-use", "id ifMatch"}, {"reported", "id sessions version"},
    {"table", "count values"}, {"create", "key value"}, {"update", "id ifMatch value"}, {"delete", "id ifMatch"},
    {"report", "id sessions version"}
  };
  enum { KINDS = sizeof formats / sizeof *formats };

  static int size(set s) { return __builtin_popcountll(s); }

  static int has(set s, int element) { return s >> element & 1; }

  static int isAnswered(call *c) { return c->kind < CREATE; }

  static void malformed(const char *line) {
    printf("malformed: %s\n", line);
    _exit(2);
  }

  static int number(const char *text, int least, int most, const char *line) {
    char *end;
    if (!text) malformed(line);
    long value = strtol(text, &end, 10);
    if (*text == 0 || *end != 0 || value < least || value > most) malformed(line);
    return (int) value;
  }

  /* A dash is 0. */
  static int numberOrNone(const char *text, int most, const char *line) {
    return text && strcmp(text, "-") == 0 ? 0 : number(text, 1, most, line);
  }

  static void readArgument(call *c, const char *name, char **rest, const char *line) {
    char *word = strtok_r(0, " \n", rest);
    if (strcmp(name, "key") == 0) c->key = numberOrNone(word, MAX_KEYS, line);
    else if (strcmp(name, "id") == 0) c->id = number(word, 1, MAX_IDS, line);
    else if (strcmp(name, "value") == 0) c->value = number(word, 1, MAX_VALUES, line);
    else if (strcmp(name, "ifMatch") == 0) c->ifMatch = numberOrNone(word, MAX_VALUES, line);
    else if (strcmp(name, "sessions") == 0) c->sessions = number(word, 0, 255, line);
    else if (strcmp(name, "version") == 0) c->version = number(word, 1, MAX_VERSIONS, line);
    else if (strcmp(name, "count") == 0) c->count = number(word, 0, MAX_IDS, line);
    else
      for (; word; word = strtok_r(0, " \n", rest)) {
        char *sign = strchr(word, '=');
        if (!sign) malformed(line);
        *sign = 0;
        c->values[number(word, 1, MAX_IDS, line)] = number(sign + 1, 1, MAX_VALUES, line);
      }
  }

  static void readCall(history *h, char *line) {
    char copy[500], arguments[50], *rest, *names;
    if (h->calls == MAX_CALLS) malformed(line);
    h->call = realloc(h->call, (h->calls + 1) * sizeof(call));
    call *c = &h->call[h->calls++];
    memset(c, 0, sizeof *c);
    c->text = strdup(line);
    strcpy(copy, line);
    c->start = number(strtok_r(copy, " \n", &rest), 0, NEVER - 1, line);
    char *end = strtok_r(0, " \n", &rest), *kind = strtok_r(0, " \n", &rest);
    if (!kind) malformed(line);
    while (c->kind < KINDS && strcmp(kind, formats[c->kind].name) != 0) c->kind++;
    if (c->kind == KINDS || isAnswered(c) == (strcmp(end, "-") == 0)) malformed(line);
    c->end = isAnswered(c) ? number(end, c->start, NEVER - 1, line) : NEVER;
    strcpy(arguments, formats[c->kind].arguments);
    for (char *name = strtok_r(arguments, " ", &names); name; name = strtok_r(0, " ", &names))
      readArgument(c, name, &rest, line);
    if (strtok_r(0, " \n", &rest)) malformed(line);
  }

  static history *sorted;

  static int compareEnds(const void *one, const void *other) {
    call *a = &sorted->call[*(int *) one], *b = &sorted->call[*(int *) other];
    return a->end != b->end ? (a->end > b->end) - (a->end < b->end) : (a->start > b->start) - (a->start < b->start);
  }

  static void finish(history *h) {
    set claimed = 0, created = 0;
    for (int i = 0; i < h->calls; i++) {
      call *c = &h->call[i];
      h->byEnd[i] = i;
      if (c->kind == CREATED) claimed |= 1ULL << c->id;
      else if (c->id) h->unclaimed |= 1ULL << c->id;
      if (c->kind == CREATED || c->kind == CREATE) created |= 1ULL << c->value;
      if (isAnswered(c)) h->answered |= 1ULL << i;
      if (c->kind == LISTED || c->kind == TABLE) h->complete |= 1ULL << i;
      for (int id = 1; id <= MAX_IDS; id++)
        if (c->values[id]) h->unclaimed |= 1ULL << id;
    }
    h->unclaimed &= ~claimed;
    for (int i = 0; i < h->calls; i++) {
      call *c = &h->call[i];
      if (c->kind == GOT && has(created, c->value)) h->first[c->id] = c->value;
      for (int id = 1; id <= MAX_IDS; id++)
        if (c->values[id] && has(created, c->values[id])) h->first[id] = c->values[id];
    }
    h->there = calloc(1, sizeof now);
    if (!h->there) malformed("no memory");
    sorted = h;
    qsort(h->byEnd, h->calls, sizeof(int), compareEnds);
  }

  static int isRecorded(int key) { return key && now.record[key]; }

  static int isFull(history *h) { return size(now.resources) + now.unseen >= h->limit; }

  /* The conditions of the create's transaction, as in create.pml. */
  static int commits(history *h, int key, int id) {
    return !isRecorded(key) && !isFull(h) && (id == UNSEEN || !has(now.resources | now.deleted, id));
  }

  /* Which resource an unanswered create may have made: one that somebody named, or one that nobody will see. */
  static int mayHaveMade(history *h, call *c, int id) {
    if (id == UNSEEN) return (h->complete & ~now.done) == 0;
    return has(h->unclaimed, id) && (!h->first[id] || h->first[id] == c->value);
  }

  static int matches(call *c) {
    return has(now.resources, c->id) && (!c->ifMatch || c->ifMatch == now.value[c->id]);
  }

  static void printValues(void) {
    for (int id = 1; id <= MAX_IDS; id++)
      if (has(now.resources, id)) printf(" %d=%d", id, now.value[id]);
    if (now.unseen) printf(" and %d whose ids no call names", now.unseen);
  }

  /* What the table holds. */
  static void printTable(void) {
    printf("    table %d", size(now.resources) + now.unseen);
    printValues();
    for (int id = 1; id <= MAX_IDS; id++)
      if (now.sessions[id]) printf(", sessions of %d: %d", id, now.sessions[id]);
    for (int key = 1; key <= MAX_KEYS; key++)
      if (now.record[key] == UNSEEN) printf(", key %d made one whose id no call names", key);
      else if (now.record[key]) printf(", key %d made %d", key, now.record[key]);
    printf("\n");
  }

  /* What the table allows instead of the recorded answer. */
  static void printAllowed(history *h, call *c) {
    switch (c->kind) {
      case CREATED: case REPLAYED: case REFUSED:
        if (isRecorded(c->key)) printf("replayed, the key's first resource");
        else if (isFull(h)) printf("refused, the limit is reached");
        else if (c->kind == CREATED) printf("created, another id than one that was there before");
        else printf("created, there is room");
        return;
      case LISTED: printf("listed"); printValues(); return;
      case TABLE: printf("table %d", size(now.resources) + now.unseen); printValues(); return;
      case ABSENT: printf("the resource is there, value %d", now.value[c->id]); return;
      default:
        if (!has(now.resources, c->id)) printf("absent");
        else if (c->kind == GOT) printf("got %d %d", c->id, now.value[c->id]);
        else if (!matches(c)) printf("unmatched, the value is %d", now.value[c->id]);
        else if (now.sessions[c->id] && c->kind == DELETED) printf("in-use");
        else if (c->kind == IN_USE) printf("deleted, no sessions use it");
        else printf("If-Match holds");
    }
  }

  /* With both sides: what was recorded, how far the model goes with it, what it holds then, and what it would answer. */
  static void printWithoutOrder(history *h) {
    memcpy(&now, h->there, sizeof now);
    printf("NO ORDER: %s, limit %d. The model goes as far as %d of %d calls, and then holds:\n", h->name, h->limit,
           h->furthest, h->calls);
    printTable();
    int firstEnd = -1;
    for (int k = 0; k < h->calls && firstEnd < 0; k++)
      if (!has(now.done, h->byEnd[k])) firstEnd = h->call[h->byEnd[k]].end;
    for (int i = 0; i < h->calls; i++) {
      call *c = &h->call[i];
      int mayBeNext = !has(now.done, i) && isAnswered(c) && c->start <= firstEnd;
      printf("  %s %s", has(now.done, i) ? "placed" : "      ", c->text);
      if (!mayBeNext) continue;
      printf("           the model: ");
      printAllowed(h, c);
      printf("\n");
    }
  }

  /* Prints whatever the search found no order for. */
  static void report(void) {
    int unexplained = 0;
    for (int i = 0; i < historyCount; i++)
      if (!histories[i].explained && ++unexplained <= 50) printWithoutOrder(&histories[i]);
    if (2 * unexplained > historyCount)
      for (int i = 0; i < historyCount; i++)
        if (histories[i].explained) printf("ORDER: %s\n", histories[i].name);
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

  /* Reports may come in any order: an older one, or one of a resource that is not there, is ignored. */
  static int isNews(call *c) { return has(now.resources, c->id) && c->version > now.version[c->id]; }

  static int isAllThereIs(call *c) { return !now.unseen && memcmp(now.value, c->values, sizeof now.value) == 0; }

  /* Whether the table lets the call do what it did. An unanswered one that would change nothing needs no place. */
  static int fits(history *h, call *c, int id) {
    switch (c->kind) {
      case CREATED: return commits(h, c->key, c->id);
      case REPLAYED: return now.record[c->key] == c->id;
      case REFUSED: return !isRecorded(c->key) && isFull(h);
      case LISTED: return isAllThereIs(c);
      case GOT: return now.value[c->id] == c->value;
      case ABSENT: return !has(now.resources, c->id);
      case UNMATCHED: return has(now.resources, c->id) && !matches(c);
      case IN_USE: return matches(c) && now.sessions[c->id] > 0;
      case REPORTED: return 1;
      case TABLE: return isAllThereIs(c) && c->count == size(now.resources);
      case CREATE: return mayHaveMade(h, c, id) && commits(h, c->key, id);
      case UPDATED: case UPDATE: return matches(c);
      case DELETED: case DELETE: return matches(c) && now.sessions[c->id] == 0;
      case REPORT: return isNews(c);
    }
    return 0;
  }

  /* Whether the call changes something, or may do so later: a report of a resource that is not there yet. */
  static int changes(call *c) {
    switch (c->kind) {
      case CREATED: case CREATE: case UPDATED: case UPDATE: case DELETED: case DELETE: case REPORT: return 1;
      case REPORTED: return isNews(c) || !has(now.resources | now.deleted, c->id);
      default: return 0;
    }
  }

  static void create(int key, int id, int value) {
    if (key) now.record[key] = id;
    if (id == UNSEEN) now.unseen++;
    else {
      now.resources |= 1U << id;
      now.value[id] = value;
    }
  }

  /* A choice in one number: which call is next, and which id it makes. An id is chosen for unanswered creates alone. */
  static int callOf(history *h, int choice) { return h->byEnd[choice / 64]; }

  static void place(int choice) {
    history *h = &histories[now.current];
    int i = callOf(h, choice);
    call *c = &h->call[i];
    if (c->kind == CREATED) create(c->key, c->id, c->value);
    if (c->kind == CREATE) create(c->key, choice % 64, c->value);
    if (c->kind == UPDATED || c->kind == UPDATE) now.value[c->id] = c->value;
    if ((c->kind == REPORTED || c->kind == REPORT) && isNews(c)) {
      now.sessions[c->id] = c->sessions;
      now.version[c->id] = c->version;
    }
    if (c->kind == DELETED || c->kind == DELETE) {
      now.resources &= ~(1U << c->id);
      now.deleted |= 1U << c->id;
      now.value[c->id] = now.sessions[c->id] = now.version[c->id] = 0;
    }
    now.done |= 1ULL << i;
    if (size(now.done) > h->furthest) {
      h->furthest = size(now.done);
      memcpy(h->there, &now, sizeof now);
    }
    if ((now.done & h->answered) == h->answered) h->explained = 1;
  }

  /* The next choice: a call that began before any other that has no place yet had ended, and that fits. */
  static int choiceAfter(history *h, int choice, int readsOnly) {
    int firstEnd = -1;
    for (int k = 0; k < h->calls; k++) {
      int i = h->byEnd[k];
      call *c = &h->call[i];
      if (has(now.done, i)) continue;
      if (firstEnd < 0) firstEnd = c->end;
      if (c->start > firstEnd || (readsOnly && changes(c))) continue;
      int first = c->kind == CREATE ? 1 : 0, last = c->kind == CREATE ? UNSEEN : 0;
      for (int id = first; id <= last; id++)
        if (k * 64 + id > choice && fits(h, c, id)) return k * 64 + id;
    }
    return NO_CHOICE;
  }

  /*
   * A call that fits and changes nothing is next, and no other is tried: an order with it later is one with it here as
   * well. One order is enough: what is explained has no choices left.
   */
  static int firstChoice(void) {
    history *h = &histories[now.current];
    if (h->explained) return NO_CHOICE;
    int read = choiceAfter(h, NO_CHOICE, 1);
    return read == NO_CHOICE ? choiceAfter(h, NO_CHOICE, 0) : read;
  }

  static int nextChoice(int choice) {
    history *h = &histories[now.current];
    return h->explained || !changes(&h->call[callOf(h, choice)]) ? NO_CHOICE : choiceAfter(h, choice, 0);
  }
}

int choice = -1;

active proctype Search() {
  c_code { if (!histories) readHistories(); };
  /* Which history. */
  do
  :: break
  :: c_expr { now.current < historyCount - 1 } -> c_code { now.current++; }
  od;
  /* Which call is next: the first choice, or one after it. */
  do
  :: atomic {
       c_code { now.choice = firstChoice(); };
       do
       :: choice != -1 -> break
       :: choice != -1 -> c_code { now.choice = nextChoice(now.choice); }
       od;
       c_code { place(now.choice); now.choice = NO_CHOICE; }
     }
  od
}
