/** Takes a primary PostgreSQL away under load, in every way, and lets its standby take over. */
@NullMarked
package dev.lastroom.proof.failover;

import org.jspecify.annotations.NullMarked;
