/** The HTTP service: the API of the engine as one table of routes. */
@NullMarked
package dev.lastroom.server.http;

import org.jspecify.annotations.NullMarked;
