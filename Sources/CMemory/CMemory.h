// What Linux and its C library offer for keeping memory to oneself, as Swift can call it.
#ifndef CMEMORY_H
#define CMEMORY_H

#include <malloc.h>
#include <signal.h>
#include <sys/prctl.h>

// Whether the allocator overwrites what is given back to it from now on (mallopt(3), M_PERTURB).
// Small pieces, of up to 1,032 bytes, that wait in a thread's own cache are left as they are.
static inline void CMemory_overwriteFreed(int isWanted)
{
    mallopt(M_PERTURB, isWanted ? 0x5A : 0);
}

// From now on the system writes no memory dump of this process, and lets none read its memory but
// those with the right to trace everything (prctl(2), PR_SET_DUMPABLE). Swift's own report of a crash
// shows memory that registers point to: it isn't written either, since these signals do what they
// usually do.
static inline void CMemory_forbidDumps(void)
{
    static const int crashes[] = { SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV };
    for (unsigned index = 0; index < sizeof crashes / sizeof *crashes; index++) {
        signal(crashes[index], SIG_DFL);
    }
    prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L);
}

#endif
