// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @notice Entries in the order in which they came; places count from 1 and are never used twice.
/// @param head place of the oldest entry that may be in it
/// @param tail place that the next entry gets
/// @param level sum of what all entries wait for, in sats
struct Fifo {
    uint40 head;
    uint40 tail;
    uint64 level;
    mapping(uint256 place => uint256 reqId) entries;
}

/// @title First in, first out
/// @notice An entry leaves from the front or is taken out wherever it stands; what it leaves behind is skipped later, at most
/// `MAX_SKIPS` gaps a call, so that no call grows with the number of entries.
library FifoLedger {
    uint256 internal constant MAX_SKIPS = 50;

    /// @notice Puts an entry at the end.
    /// @return place where it stands, from 1
    function push(Fifo storage fifo, uint256 reqId, uint64 sats) internal returns (uint40 place) {
        if (fifo.tail == 0) (fifo.head, fifo.tail) = (1, 1);
        place = fifo.tail;
        fifo.tail = place + 1;
        fifo.entries[place] = reqId;
        fifo.level += sats;
    }

    /// @notice Takes an entry out, wherever it stands.
    /// @param sats what it still waited for
    function remove(Fifo storage fifo, uint256 place, uint64 sats) internal {
        delete fifo.entries[place];
        fifo.level -= sats;
        skip(fifo);
    }

    /// @notice Moves the head over gaps.
    function skip(Fifo storage fifo) internal {
        (uint40 head, uint40 tail) = (fifo.head, fifo.tail);
        uint256 end = uint256(head) + MAX_SKIPS;
        while (head < tail && head < end && fifo.entries[head] == 0) ++head;
        fifo.head = head;
    }

    /// @return reqId the oldest entry, 0 when there is none
    function first(Fifo storage fifo) internal view returns (uint256 reqId) {
        return fifo.entries[fifo.head];
    }

    /// @return true when nothing waits
    function isEmpty(Fifo storage fifo) internal view returns (bool) {
        return fifo.level == 0;
    }
}
