/** The parts of HTTP messages: answers, problems, JSON, and the checks of what a client sent. */
@NullMarked
package dev.lastroom.server.http;

import org.jspecify.annotations.NullMarked;
