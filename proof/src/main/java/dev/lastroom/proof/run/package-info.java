/** Runs of random clients and faults on one database: a schedule from a seed, or a race of real threads. */
@NullMarked
package dev.lastroom.proof.run;

import org.jspecify.annotations.NullMarked;
