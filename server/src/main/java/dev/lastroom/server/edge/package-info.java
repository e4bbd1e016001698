/** The edge of the service: connections, limits, and everything a request passes on its way to its endpoint. */
@NullMarked
package dev.lastroom.server.edge;

import org.jspecify.annotations.NullMarked;
