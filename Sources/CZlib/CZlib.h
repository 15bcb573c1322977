// zlib as Swift can call it: what zlib.h offers as macros, as functions of the same meaning.
#ifndef CZLIB_H
#define CZLIB_H

#include <zlib.h>

static inline int CZlib_deflateInit(
    z_streamp stream, int level, int windowBits, int memoryLevel)
{
    return deflateInit2(
        stream, level, Z_DEFLATED, windowBits, memoryLevel, Z_DEFAULT_STRATEGY);
}

static inline int CZlib_inflateInit(z_streamp stream, int windowBits)
{
    return inflateInit2(stream, windowBits);
}

#endif
