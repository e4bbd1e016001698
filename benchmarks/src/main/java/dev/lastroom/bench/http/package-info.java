/** Measures the service from outside. */
@NullMarked
package dev.lastroom.bench.http;

import org.jspecify.annotations.NullMarked;
