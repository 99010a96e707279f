/**
 * Warm-up plans for operators: as objects, how far each is, and how far it will be when.
 *
 * <p>Invariant: all of it is the platform's; looking changes nothing. Ways in: {@link
 * relay.web.warmup.WarmUpPlanResource}, {@link relay.web.warmup.WarmUpProgressResource}, {@link
 * relay.web.warmup.WarmUpForecastResource}.
 */
package relay.web.warmup;
