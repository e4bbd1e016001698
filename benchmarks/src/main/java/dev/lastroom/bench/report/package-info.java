/** Shows results as pages with plots. */
@NullMarked
package dev.lastroom.bench.report;

import org.jspecify.annotations.NullMarked;
