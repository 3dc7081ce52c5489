// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title A tree of weights with the sum and the maximum of every subtree
/// @notice Eight children a node. A node's eight sums share one storage slot; above the leaves, its eight maxima share
/// another, which an update touches only as far up as the maximum changes. Level 0 holds the weights themselves. A node's
/// place never changes when the tree grows, only a level is added on top.
/// Cost: one slot a level to read for a draw and to write for an update: 2 for 64 leaves, 4 for 4,096. `largest` reads at
/// most 5 a level.
library SumMaxTree {
    /// @dev One less than a field could hold, so that a sum of fields is their remainder by 2^32 − 1; see `_sum`.
    uint256 internal constant MAX_SUM = type(uint32).max - 1;
    /// @dev most results of `largest`
    uint256 internal constant MOST = 5;

    uint256 private constant FIELD = type(uint32).max;
    uint256 private constant MAXIMA = 1 << 255;

    /// @notice Adds levels until `leaf` has a place.
    /// @return grown the new number of levels
    function grow(mapping(uint256 => uint256) storage nodes, uint256 levels, uint256 leaf)
        internal
        returns (uint256 grown)
    {
        grown = levels == 0 ? 1 : levels;
        while (leaf >> (3 * grown) != 0) {
            // The old root becomes the first child of the new one.
            nodes[_key(grown, 0)] = _sum(nodes[_key(grown - 1, 0)]);
            nodes[MAXIMA | _key(grown, 0)] = _max(_maxima(nodes, grown - 1, 0));
            ++grown;
        }
    }

    /// @notice Sets the weight of a leaf that has a place.
    /// @return set the weight that was written: `weight`, or less where the sum of all could not hold it. Clamping down is
    /// safe: a lighter staker is only drawn less often, while a revert would block its account.
    function update(mapping(uint256 => uint256) storage nodes, uint256 levels, uint256 leaf, uint256 weight)
        internal
        returns (uint256 set)
    {
        uint256 key = _key(0, leaf >> 3);
        uint256 shift = (leaf & 7) << 5;
        uint256 node = nodes[key];
        uint256 old = (node >> shift) & FIELD;
        set = weight;
        if (set > old) {
            uint256 room = MAX_SUM - total(nodes, levels);
            if (set - old > room) set = old + room;
        }
        if (set == old) return set;

        // Unchecked: the difference may be negative; what it is added to stays a sum of weights, within its field.
        unchecked {
            uint256 difference = set - old;
            nodes[key] = node + (difference << shift);
            (uint256 before, uint256 max) = _maxWith(node & ~(FIELD << shift), old, set);
            for (uint256 level = 1; level < levels; ++level) {
                leaf >>= 3;
                key = _key(level, leaf >> 3);
                shift = (leaf & 7) << 5;
                nodes[key] += difference << shift;
                // A subtree whose maximum stays leaves all above as they are, and not even looked at.
                if (before == max) continue;
                node = nodes[MAXIMA | key] & ~(FIELD << shift);
                nodes[MAXIMA | key] = node | (max << shift);
                (before, max) = _maxWith(node, before, max);
            }
        }
    }

    /// @notice The leaf at whose cumulative weight `point` falls.
    /// @param point less than `total`
    function find(mapping(uint256 => uint256) storage nodes, uint256 levels, uint256 point)
        internal
        view
        returns (uint256 leaf)
    {
        // Unchecked: what is subtracted was compared before, levels and children are few.
        unchecked {
            while (levels != 0) {
                uint256 node = nodes[_key(--levels, leaf)];
                leaf <<= 3;
                // Halve the node: is the point in its first four children, in the first two of those, in the first?
                uint256 sum = _sum(uint128(node));
                if (point >= sum) (point, node, leaf) = (point - sum, node >> 128, leaf | 4);
                sum = _sum(uint64(node));
                if (point >= sum) (point, node, leaf) = (point - sum, node >> 64, leaf | 2);
                sum = uint32(node);
                if (point >= sum) (point, leaf) = (point - sum, leaf | 1);
            }
        }
    }

    /// @notice The heaviest leaves, heaviest first; leaves without weight are left out.
    /// @return found `(weight << 40) | leaf`, `count` of them
    function largest(mapping(uint256 => uint256) storage nodes, uint256 levels)
        internal
        view
        returns (uint256[5] memory found, uint256 count)
    {
        if (levels == 0) return (found, 0);
        // Every subtree holds at least one leaf of its maximum, so a subtree that is not among the five best can hold
        // none of the five best leaves: five candidates are enough. A candidate is (maximum, height, index).
        uint256 max = maximum(nodes, levels);
        if (max == 0) return (found, 0);
        found[0] = (max << 40) | (levels << 32);
        uint256 candidates = 1;
        while (count < candidates) {
            uint256 best = found[count];
            uint256 height = (best >> 32) & 0xff;
            if (height == 0) {
                ++count;
                continue;
            }
            for (uint256 i = count + 1; i < candidates; ++i) {
                found[i - 1] = found[i];
            }
            found[--candidates] = 0;
            uint256 index = best & FIELD;
            uint256 node = _maxima(nodes, height - 1, index);
            for (uint256 child; node != 0; ++child) {
                max = node & FIELD;
                node >>= 32;
                if (max == 0) continue;
                candidates =
                    _insert(found, count, candidates, (max << 40) | ((height - 1) << 32) | (index << 3) | child);
            }
        }
    }

    /// @return weight of one leaf
    function weightOf(mapping(uint256 => uint256) storage nodes, uint256 levels, uint256 leaf)
        internal
        view
        returns (uint256 weight)
    {
        if (leaf >> (3 * levels) != 0) return 0;
        return (nodes[_key(0, leaf >> 3)] >> ((leaf & 7) << 5)) & FIELD;
    }

    /// @return sum of all weights
    function total(mapping(uint256 => uint256) storage nodes, uint256 levels) internal view returns (uint256 sum) {
        return levels == 0 ? 0 : _sum(nodes[_key(levels - 1, 0)]);
    }

    /// @return max the heaviest weight
    function maximum(mapping(uint256 => uint256) storage nodes, uint256 levels) internal view returns (uint256 max) {
        return levels == 0 ? 0 : _max(_maxima(nodes, levels - 1, 0));
    }

    /// @dev Inserts into a list that is sorted downwards from `from` on and keeps the best `MOST`.
    function _insert(uint256[5] memory list, uint256 from, uint256 length, uint256 item)
        private
        pure
        returns (uint256)
    {
        uint256 at = length;
        if (length == MOST) {
            if (item <= list[MOST - 1]) return length;
            at = MOST - 1;
        } else {
            ++length;
        }
        while (at > from && list[at - 1] < item) {
            list[at] = list[at - 1];
            --at;
        }
        list[at] = item;
        return length;
    }

    /// @dev The maxima of a node's children; at the leaves the weights themselves.
    function _maxima(mapping(uint256 => uint256) storage nodes, uint256 level, uint256 index)
        private
        view
        returns (uint256)
    {
        return nodes[level == 0 ? _key(0, index) : MAXIMA | _key(level, index)];
    }

    /// @dev The sum of all fields. 2^32 leaves remainder 1 by 2^32 − 1, so a number leaves the remainder of the sum of its
    /// digits to that base, which is the sum itself as long as it stays under 2^32 − 1.
    function _sum(uint256 node) private pure returns (uint256) {
        return node % FIELD;
    }

    /// @return before the maximum of `others` and a field that was `old`
    /// @return after_ the same with that field as it is `now_`
    function _maxWith(uint256 others, uint256 old, uint256 now_) private pure returns (uint256 before, uint256 after_) {
        uint256 max = _max(others);
        before = old > max ? old : max;
        after_ = now_ > max ? now_ : max;
    }

    function _max(uint256 node) private pure returns (uint256 max) {
        while (node != 0) {
            uint256 field = node & FIELD;
            if (field > max) max = field;
            node >>= 32;
        }
    }

    function _key(uint256 level, uint256 index) private pure returns (uint256) {
        return (level << 32) | index;
    }
}
