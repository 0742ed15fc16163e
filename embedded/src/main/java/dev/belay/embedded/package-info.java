/** PostgreSQL and Kafka in a process of their own, for tests, dev mode and the local stack alike. */
package dev.belay.embedded;
