/* What all models use. */

/* A promise of the service, checked where it stands. What is broken is named in the trace. */
#define promise(condition, text) \
  if \
  :: (condition) -> skip \
  :: else -> printf("BROKEN: "); printf(text); printf("\n"); assert(false) \
  fi

/* Small sets, as the bits of a number. */
#define HAS(set, element) ((set >> (element)) & 1)
#define ADD(set, element) set = set | (1 << (element))
#define REMOVE(set, element) set = set & ~(1 << (element))

#define NONE 255
