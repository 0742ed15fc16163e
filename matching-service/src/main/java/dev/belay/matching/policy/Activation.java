package dev.belay.matching.policy;

/**
 * Which version is in force.
 *
 * @param number grows with each activation, from 1
 */
record Activation(int number, int version) {}
