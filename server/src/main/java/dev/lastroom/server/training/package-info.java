/** A load of guests, with which a JVM learns what the service needs. */
@NullMarked
package dev.lastroom.server.training;

import org.jspecify.annotations.NullMarked;
