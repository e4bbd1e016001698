/** The service in processes of its own, on real databases, as it is run in production. */
@NullMarked
package dev.lastroom.server.processes;

import org.jspecify.annotations.NullMarked;
