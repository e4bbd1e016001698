/** The HTTP API: its table of routes and the endpoints behind them. */
@NullMarked
package dev.lastroom.server.api;

import org.jspecify.annotations.NullMarked;
