/** Tests of commands. */
@NullMarked
package dev.lastroom.engine.command;

import org.jspecify.annotations.NullMarked;
