/** What tests of several packages share. */
package io.github.twinstream.testing;
