package relay.domain.routing;

import relay.domain.mail.EmailAddress;

/**
 * The way of a target's canary mails.
 *
 * @param to who gets them
 * @param hop the target, for this recipient
 */
public record CanaryRun(EmailAddress to, NextHop hop) {}
