// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import { IDepositMinter } from "../../../src/interfaces/IDepositMinter.sol";
import { MintParams } from "../../../src/types/BridgeTypes.sol";
import { ShareFixture } from "../../utils/ShareFixture.sol";

contract MintParamsTest is ShareFixture {
    function test_RevertWhen_NotAdmin() external {
        MintParams memory p = defaultMintParams();
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, guardian));
        vm.prank(guardian);
        system.minter.setMintParams(p);
    }

    function test_RevertWhen_OutOfBounds() external {
        MintParams memory p = defaultMintParams();
        p.depositFeeBps = 101;
        _refused(p, "depositFeeBps", 101);
        p = defaultMintParams();
        p.confirmations = 2;
        _refused(p, "confirmations", 2);
        p.confirmations = 10;
        _refused(p, "confirmations", 10);
        p = defaultMintParams();
        p.mintLimitSats = BTC - 1;
        _refused(p, "mintLimitSats", BTC - 1);
        p.mintLimitSats = 21e14 + 1;
        _refused(p, "mintLimitSats", 21e14 + 1);
    }

    function testFuzz_InsideBounds(MintParams memory p) external {
        p.depositFeeBps = uint16(bound(p.depositFeeBps, 0, 100));
        p.confirmations = uint16(bound(p.confirmations, 3, 9));
        p.mintLimitSats = uint64(bound(p.mintLimitSats, BTC, 21e14));
        vm.expectEmit(address(system.minter));
        emit IDepositMinter.MintParamsSet(p);
        system.minter.setMintParams(p);
        assertEq(keccak256(abi.encode(system.minter.mintParams())), keccak256(abi.encode(p)), "stored");
        assertEq(system.minter.mintable(), p.mintLimitSats, "all of it");
        assertEq(system.minter.feeRecipient(), feeRecipient, "stays");
    }

    /// @dev R41: whatever is minted when, no 24 hours hold more than the limit, and nothing is held back longer than 25.
    /// forge-config: ci.fuzz.runs = 64
    function testFuzz_R41_AnyTwentyFourHours(uint256 seed) external {
        addStakers(3, 300 * BTC);
        setMintLimit(10 * BTC);
        uint256[] memory times = new uint256[](40);
        uint64[] memory amounts = new uint64[](40);
        uint256 length;
        for (uint256 i; i < 40; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            vm.warp(vm.getBlockTimestamp() + (seed % 7 == 0 ? 30 hours : (seed >> 16) % 3 hours));
            feed.set(PRICE, uint64(vm.getBlockTimestamp()));
            freshen();
            uint64 before = uint64(system.qpBTC.totalSupply());
            uint64 sats = uint64(bound(seed >> 64, 10_000, 4 * BTC));
            uint256 reqId = assigned(alice, sats);
            count(reqId, 0, sats);
            if (system.minter.mintable() > 0) try system.minter.drainEscrow(address(0)) { } catch { }
            (times[length], amounts[length]) = (vm.getBlockTimestamp(), uint64(system.qpBTC.totalSupply()) - before);
            ++length;
            uint256 sum;
            uint256 hours_;
            for (uint256 k; k < length; ++k) {
                if (times[k] + 24 hours > vm.getBlockTimestamp()) sum += amounts[k];
                if (times[k] / 1 hours + 25 > vm.getBlockTimestamp() / 1 hours) hours_ += amounts[k];
            }
            assertLe(sum, 10 * BTC, "R41");
            assertEq(system.minter.mintable(), 10 * BTC - hours_, "to the hour");
        }
    }

    function _refused(MintParams memory p, bytes32 name, uint256 value) private {
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_ParameterOutOfBounds.selector, name, value));
        system.minter.setMintParams(p);
    }
}
