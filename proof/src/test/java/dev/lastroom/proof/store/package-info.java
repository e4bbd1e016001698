/** Tests. */
@NullMarked
package dev.lastroom.proof.store;

import org.jspecify.annotations.NullMarked;
