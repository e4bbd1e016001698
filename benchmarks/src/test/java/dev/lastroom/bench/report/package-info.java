/** Tests. */
@NullMarked
package dev.lastroom.bench.report;

import org.jspecify.annotations.NullMarked;
