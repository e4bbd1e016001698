/** The parts that tests of the server share: a service that runs, clients, keys, and stores that fail on command. */
@NullMarked
package dev.lastroom.server.testing;

import org.jspecify.annotations.NullMarked;
