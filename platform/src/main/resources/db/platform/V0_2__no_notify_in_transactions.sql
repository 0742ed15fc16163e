-- The service tells the relay after the commit, once for many: transactions that notify commit one after the other.
DROP TRIGGER outbox_wakes_relay ON outbox;
DROP FUNCTION wake_outbox_relay();
