/** The clients' commands, the answers to them, and when they happened. */
@NullMarked
package dev.lastroom.proof.history;

import org.jspecify.annotations.NullMarked;
