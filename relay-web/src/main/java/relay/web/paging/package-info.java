/**
 * Lists in pages: one way to ask for them and one way to answer, whatever is listed.
 *
 * <p>Invariant: whoever follows {@code next_cursor} to its end has seen every entry that was there
 * all the while and did not change its place. Way in: {@link relay.web.paging.PageRequest}.
 */
package relay.web.paging;
