// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import { IDraws } from "../interfaces/IDraws.sol";
import { SplitRules } from "../libraries/SplitRules.sol";
import { SumMaxTree } from "../libraries/SumMaxTree.sol";
import { DrawBook } from "./DrawBook.sol";

/// @title The tree of weights
/// @dev See `IDraws` for what it promises.
abstract contract DrawWeights is DrawBook {
    using SafeCast for uint256;
    using SumMaxTree for mapping(uint256 => uint256);

    /// @notice Unit of a weight, in sats.
    uint256 public constant QUANTUM = 10_000;

    mapping(uint256 key => uint256 node) internal _nodes;

    /// @inheritdoc IDraws
    function weightOf(uint256 stakerId) external view returns (uint256 weight) {
        if (stakerId == 0) return 0;
        return _nodes.weightOf(_load().levels, stakerId - 1);
    }

    /// @inheritdoc IDraws
    function totalWeight() external view returns (uint256 weight) {
        return _nodes.total(_load().levels);
    }

    /// @inheritdoc IDraws
    function stakerAt(uint256 point) external view returns (uint256 stakerId) {
        State memory state = _load();
        uint256 sum = _nodes.total(state.levels);
        if (point >= sum) revert StakerSelector_PointOutside(point, sum);
        return _nodes.find(state.levels, point) + 1;
    }

    /// @inheritdoc IDraws
    function preview(uint64 sats, uint64 minShare, uint64 minerFee) external view returns (uint64[] memory shares) {
        (uint256[5] memory found, uint256 count) = _nodes.largest(_load().levels);
        shares = new uint64[](count);
        uint256 used;
        for (uint256 i; i < count && sats != 0; ++i) {
            uint64 take = SplitRules.take(sats, _previewRoom(found[i], minerFee), minShare, minerFee);
            if (take == 0) continue;
            shares[used++] = take;
            sats -= take;
        }
        assembly ("memory-safe") {
            mstore(shares, used) // only ever shortens
        }
    }

    /// @dev what a staker found among the heaviest would carry: its weight, unless a selector knows better
    /// @param found weight << 40 | index, see `SumMaxTree`
    function _previewRoom(uint256 found, uint64) internal view virtual returns (uint64 sats) {
        return uint64((found >> 40) * QUANTUM);
    }

    /// @dev Writes nothing while a seed is known and its draw is open: whoever could move a weight then could choose who is
    /// drawn. What was left out is written by the next change or by `refreshWeight`.
    function _setWeight(uint256 stakerId, uint64 weightSats) internal returns (bool written) {
        State memory state = _load();
        uint256 levels = _nodes.grow(state.levels, stakerId - 1);
        if (stakerId > state.stakers) {
            (state.levels, state.stakers) = (uint8(levels), stakerId.toUint24());
            _store(state);
        }
        written = !_seedKnown(state);
        if (written) _update(levels, stakerId, weightSats);
    }

    function _update(uint256 levels, uint256 stakerId, uint64 weightSats) internal {
        emit WeightSet(stakerId, _nodes.update(levels, stakerId - 1, weightSats / QUANTUM));
    }
}
