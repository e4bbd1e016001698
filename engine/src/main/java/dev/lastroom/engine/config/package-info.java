/** The settings of an engine, and the listener that it reports to. */
@NullMarked
package dev.lastroom.engine.config;

import org.jspecify.annotations.NullMarked;
