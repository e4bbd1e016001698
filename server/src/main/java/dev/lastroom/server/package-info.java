/** The service and the command line: {@link dev.lastroom.server.Main} is where the process begins. */
@NullMarked
package dev.lastroom.server;

import org.jspecify.annotations.NullMarked;
