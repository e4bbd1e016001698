/** The parts of HTTP messages: answers, problems, JSON, and checks of what clients send. */
@NullMarked
package dev.lastroom.server.http;

import org.jspecify.annotations.NullMarked;
