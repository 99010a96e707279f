package relay.domain.warmup;

/**
 * A mail, as far as warm-up goes.
 *
 * @param isFirst whether it was never tried before; others are not counted and leave from warm
 *     sources where there are any
 * @param isUrgent whether it is a one-time password, which no budget holds
 * @param wasPutOff whether it comes at a time that it was given
 */
public record WarmUpWish(boolean isFirst, boolean isUrgent, boolean wasPutOff, int recipients) {}
