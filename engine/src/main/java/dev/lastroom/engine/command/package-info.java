/** Requests, and the commands that they carry. */
@NullMarked
package dev.lastroom.engine.command;

import org.jspecify.annotations.NullMarked;
