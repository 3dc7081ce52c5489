// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IStakerSelector } from "../interfaces/IStakerSelector.sol";
import { SumMaxTree } from "../libraries/SumMaxTree.sol";
import { DrawWeights } from "./DrawWeights.sol";

/// @title What is left for new deposits while draws are open
/// @dev See `IStakerSelector` for what it promises.
abstract contract DrawCapacity is IStakerSelector, DrawWeights {
    using SumMaxTree for mapping(uint256 => uint256);

    /// @dev Weight from which on a staker can always take its part of a split: two least shares, because it may have to leave
    /// one to the next.
    uint256 private constant MIN_SPLIT_WEIGHT = 2;

    /// @inheritdoc IStakerSelector
    function available() external view returns (uint64 sats) {
        return _available(_load());
    }

    /// @inheritdoc IStakerSelector
    function utilisation(uint64 extraSats) external view returns (uint256 utilisationBps) {
        return _utilisation(_load(), extraSats);
    }

    /// @inheritdoc IStakerSelector
    function held() external view returns (uint64 sats) {
        return _load().held;
    }

    /// @inheritdoc IStakerSelector
    function used() external view returns (uint64 sats) {
        return _load().used;
    }

    /// @inheritdoc IStakerSelector
    function stakers() external view returns (uint256 count) {
        return _load().stakers;
    }

    /// @dev What is certain to be placed after all open draws, wherever they fall. The sum of the five heaviest falls by no
    /// more than what is placed, and a split takes all of it down to what is left of each: a rest under two least shares may
    /// be passed over, and up to one quantum of each is lost in its weight. Nothing is certain while a price moves: then the
    /// draw ends without a staker.
    function _available(State memory state) internal view returns (uint64) {
        (uint256[5] memory found, uint256 count) = _nodes.largest(state.levels);
        if (count == 0) return 0;
        uint256 sum = found[0] >> 40;
        uint256 splits = 1;
        for (; splits < count && found[splits] >> 40 >= MIN_SPLIT_WEIGHT; ++splits) {
            sum += found[splits] >> 40;
        }
        if (state.held == 0) return uint64(sum * QUANTUM);
        uint256 taken = (state.held + QUANTUM - 1) / QUANTUM + (MIN_SPLIT_WEIGHT + 1) * splits;
        return sum > taken ? uint64((sum - taken) * QUANTUM) : 0;
    }

    /// @dev The common case, in one read: the heaviest carries it, even if all that is held falls to it.
    function _carriedByOne(State memory state, uint64 sats) internal view returns (bool) {
        uint256 taken = state.held == 0 ? 0 : state.held + (MIN_SPLIT_WEIGHT + 1) * QUANTUM;
        return sats + taken <= _nodes.maximum(state.levels) * QUANTUM;
    }

    /// @dev rounded up, so that the bond's rate is never too low
    function _utilisation(State memory state, uint256 extraSats) internal view returns (uint256) {
        uint256 taken = uint256(state.used) + state.held + extraSats;
        uint256 all = state.used + _nodes.total(state.levels) * QUANTUM;
        if (taken >= all) return 10_000;
        return (taken * 10_000 + all - 1) / all;
    }

    function _changeUsed(int64 usedDelta) internal {
        State memory state = _load();
        if (usedDelta < 0) state.used -= uint64(-usedDelta);
        else state.used += uint64(usedDelta);
        _store(state);
    }
}
