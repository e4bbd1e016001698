/** Shared by the server's tests: a running service, clients, keys, and stores that fail on command. */
@NullMarked
package dev.lastroom.server.testing;

import org.jspecify.annotations.NullMarked;
