/** Benchmarks of single steps, with JMH: see docs/guide/testing.md. */
@NullMarked
package dev.lastroom.bench.micro;

import org.jspecify.annotations.NullMarked;
