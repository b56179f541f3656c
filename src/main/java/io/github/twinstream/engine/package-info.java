/**
 * Starts DJL's PyTorch engine: offline, and without warnings about a GPU that is not there. Anyone
 * may use it; it uses nothing.
 */
package io.github.twinstream.engine;
