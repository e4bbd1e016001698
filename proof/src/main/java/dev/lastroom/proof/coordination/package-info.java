/** Servers that take turns by leases on Redis, while Redis fails in every way. */
@NullMarked
package dev.lastroom.proof.coordination;

import org.jspecify.annotations.NullMarked;
