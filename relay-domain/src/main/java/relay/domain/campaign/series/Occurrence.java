package relay.domain.campaign.series;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One time that a series is due.
 *
 * @param date by the series' clock; names it
 * @param at when it begins
 */
public record Occurrence(LocalDate date, Instant at) {}
