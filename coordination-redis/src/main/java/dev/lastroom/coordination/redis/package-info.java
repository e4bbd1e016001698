/** Leases on Redis, for servers that share a database. */
@NullMarked
package dev.lastroom.coordination.redis;

import org.jspecify.annotations.NullMarked;
