/** The service and the command line. The process begins in {@link dev.lastroom.server.Main}. */
@NullMarked
package dev.lastroom.server;

import org.jspecify.annotations.NullMarked;
