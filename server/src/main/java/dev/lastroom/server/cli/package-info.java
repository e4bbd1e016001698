/** The commands, and what they print. */
@NullMarked
package dev.lastroom.server.cli;

import org.jspecify.annotations.NullMarked;
