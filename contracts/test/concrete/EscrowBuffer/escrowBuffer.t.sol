// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import { EscrowBuffer } from "../../../src/EscrowBuffer.sol";
import { IEscrowBuffer } from "../../../src/interfaces/IEscrowBuffer.sol";
import { EscrowTasks } from "../../../src/libraries/EscrowTasks.sol";
import { BaseTest } from "../../utils/BaseTest.sol";

contract EscrowBufferTest is BaseTest {
    bytes32 private constant TASK = keccak256("TASK");
    bytes32 private constant QUEUE = EscrowTasks.DEPOSIT_QUEUE;
    EscrowBuffer private _buffer;

    function setUp() external {
        _buffer = new EscrowBuffer(address(new AccessManager(address(this))), address(0xb1), address(0xb2));
        _buffer.setModule(TASK, address(this));
    }

    /// @dev source 004, byte for byte
    function test_PinnedInterface() external pure {
        assertEq(bytes32(IEscrowBuffer.deposit.selector), bytes32(bytes4(0x1de26e16)), "deposit(bytes32,uint256)");
        assertEq(bytes32(IEscrowBuffer.drain.selector), bytes32(bytes4(0x0360278c)), "drain(bytes32)");
        assertEq(bytes32(IEscrowBuffer.bufferLevel.selector), bytes32(bytes4(0x762a1faa)), "bufferLevel(bytes32)");
        assertEq(bytes32(IEscrowBuffer.bufferMax.selector), bytes32(bytes4(0x04ae126d)), "bufferMax(bytes32)");
        assertEq(IEscrowBuffer.Deposited.selector, keccak256("Deposited(bytes32,address,uint256)"), "Deposited");
        assertEq(IEscrowBuffer.Drained.selector, keccak256("Drained(bytes32,address,uint256)"), "Drained");
        assertEq(IEscrowBuffer.BufferFull.selector, keccak256("BufferFull(bytes32,uint256)"), "BufferFull");
    }

    function test_RevertWhen_NotModule() external {
        bytes memory reason =
            abi.encodeWithSelector(IEscrowBuffer.EscrowBuffer_NotModule.selector, address(0xbad), TASK);
        vm.startPrank(address(0xbad));
        vm.expectRevert(reason);
        _buffer.deposit(TASK, 1);
        vm.expectRevert(reason);
        _buffer.drain(TASK);
        vm.expectRevert(reason);
        _buffer.depositFor(TASK, address(1), 1, 1);
        vm.expectRevert(reason);
        _buffer.depositAt(TASK, 1, address(1), 1, 0, 1);
        vm.expectRevert(reason);
        _buffer.growAt(TASK, 0, 1, 1);
        vm.expectRevert(reason);
        _buffer.fillAt(TASK, 0, 1, 1);
        vm.expectRevert(reason);
        _buffer.removeAt(TASK, 0, 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(0xbad)));
        _buffer.setModule(keccak256("other"), address(1));
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(0xbad)));
        _buffer.setBufferMax(TASK, 1);
    }

    /// @dev Whoever may write proven deposits may do so for good.
    function test_RevertWhen_TaskTaken() external {
        bytes32[3] memory tasks = [TASK, QUEUE, EscrowTasks.DEPOSIT_ESCROW];
        for (uint256 i; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IEscrowBuffer.EscrowBuffer_TaskTaken.selector, tasks[i]));
            _buffer.setModule(tasks[i], address(1));
        }
        vm.expectRevert(IEscrowBuffer.EscrowBuffer_AddressZero.selector);
        _buffer.setModule(keccak256("other"), address(0));
        assertEq(_buffer.moduleOf(QUEUE), address(0xb1), "the bridge");
        assertEq(_buffer.moduleOf(EscrowTasks.DEPOSIT_ESCROW), address(0xb2), "the minter");
    }

    function test_RevertWhen_ProvenDepositsBounded() external {
        vm.expectRevert(
            abi.encodeWithSelector(IEscrowBuffer.EscrowBuffer_Unbounded.selector, EscrowTasks.DEPOSIT_ESCROW)
        );
        _buffer.setBufferMax(EscrowTasks.DEPOSIT_ESCROW, 1);
        assertEq(_buffer.bufferMax(EscrowTasks.DEPOSIT_ESCROW), type(uint256).max, "no maximum");
    }

    /// @dev R30
    function test_R30_Maximum() external {
        vm.expectEmit(address(_buffer));
        emit IEscrowBuffer.BufferMaxSet(TASK, 100);
        _buffer.setBufferMax(TASK, 100);
        assertEq(_buffer.bufferMax(TASK), 100, "max");
        _buffer.depositFor(TASK, address(1), 1, 60);
        vm.expectRevert(abi.encodeWithSelector(IEscrowBuffer.EscrowBuffer_Full.selector, TASK, 60, 41, 100));
        _buffer.depositFor(TASK, address(2), 2, 41);
        vm.expectEmit(address(_buffer));
        emit IEscrowBuffer.BufferFull(TASK, 100);
        _buffer.depositAt(TASK, 7, address(2), 2, 3, 40);
        vm.expectRevert(abi.encodeWithSelector(IEscrowBuffer.EscrowBuffer_Full.selector, TASK, 100, 1, 100));
        _buffer.growAt(TASK, 0, 1, 1);
        _buffer.removeAt(TASK, 0, 1);
        _buffer.depositFor(TASK, address(3), 3, 60);
        assertEq(_buffer.bufferLevel(TASK), 100, "all ledgers together");
        assertEq(_buffer.levelAt(TASK, 0), 60, "one");
        assertEq(_buffer.levelAt(TASK, 7), 40, "another");
    }

    function test_SourceNames() external {
        vm.expectEmit(address(_buffer));
        emit IEscrowBuffer.Deposited(TASK, address(this), 5);
        _buffer.deposit(TASK, 5);
        _buffer.deposit(TASK, 6);
        vm.expectEmit(address(_buffer));
        emit IEscrowBuffer.Drained(TASK, address(this), 5);
        assertEq(_buffer.drain(TASK), 5, "the oldest");
        assertEq(_buffer.drain(TASK), 6, "then the next");
        vm.expectRevert(abi.encodeWithSelector(IEscrowBuffer.EscrowBuffer_NoEntry.selector, TASK, 0, 3));
        _buffer.drain(TASK);
    }

    function test_RevertWhen_Nothing() external {
        vm.expectRevert(IEscrowBuffer.EscrowBuffer_AmountZero.selector);
        _buffer.deposit(TASK, 0);
        vm.expectRevert(abi.encodeWithSelector(IEscrowBuffer.EscrowBuffer_NoEntry.selector, TASK, 0, 1));
        _buffer.fillAt(TASK, 0, 1, 1);
        uint256 place = _buffer.depositFor(TASK, address(1), 1, 5);
        vm.expectRevert(IEscrowBuffer.EscrowBuffer_AmountZero.selector);
        _buffer.fillAt(TASK, 0, place, 0);
        vm.expectRevert(abi.encodeWithSelector(IEscrowBuffer.EscrowBuffer_NoEntry.selector, TASK, 0, place));
        _buffer.fillAt(TASK, 0, place, 6);
        vm.expectRevert(IEscrowBuffer.EscrowBuffer_AddressZero.selector);
        _buffer.depositFor(TASK, address(0), 1, 5);
        vm.expectRevert(abi.encodeWithSelector(IEscrowBuffer.EscrowBuffer_TooLarge.selector, uint256(1) << 32));
        _buffer.depositFor(TASK, address(1), uint256(1) << 32, 5);
        vm.expectRevert(abi.encodeWithSelector(IEscrowBuffer.EscrowBuffer_TooLarge.selector, uint256(1) << 56));
        _buffer.depositFor(TASK, address(1), 1, uint256(1) << 56);
    }

    /// @dev R31 against a list that is kept by hand: what goes in comes out or is taken out, in order.
    function testFuzz_R31_AsAList(uint256 seed) external {
        uint256[] memory waits = new uint256[](80);
        uint256 length;
        (uint256 in_, uint256 out, uint256 gone) = (0, 0, 0);
        for (uint256 step; step < 80; ++step) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 amount = bound(seed >> 8, 1, 1e9);
            uint256 kind = seed % 5;
            uint256 head;
            while (head < length && waits[head] == 0) ++head;
            if (kind < 2 || head == length) {
                waits[length++] = amount;
                in_ += amount;
                assertEq(_buffer.depositAt(TASK, 3, address(uint160(length)), length, 1, amount), length, "place");
            } else if (kind == 2) {
                uint256 fill = bound(amount, 1, waits[head]);
                (uint256 place, uint256 reqId, uint8 share, uint256 asked) = _buffer.firstAt(TASK, 3);
                assertEq(place, head + 1, "the oldest that is left");
                assertEq(reqId, head + 1, "its request");
                assertEq(share, 1, "its share");
                assertEq(asked, waits[head], "what it waits for");
                _buffer.fillAt(TASK, 3, place, fill);
                (waits[head], out) = (waits[head] - fill, out + fill);
            } else if (kind == 3) {
                uint256 at = head + (seed >> 90) % (length - head);
                if (waits[at] == 0) continue;
                _buffer.removeAt(TASK, 3, at + 1);
                (waits[at], gone) = (0, gone + waits[at]);
            } else {
                _buffer.growAt(TASK, 3, head + 1, amount);
                (waits[head], in_) = (waits[head] + amount, in_ + amount);
            }
            assertEq(_buffer.levelAt(TASK, 3), in_ - out - gone, "R31: in = drained + removed + level");
            assertEq(_buffer.bufferLevel(TASK), in_ - out - gone, "R30: the task's level");
        }
    }

    function test_PositionsCountGaps() external {
        for (uint256 i = 1; i <= 4; ++i) {
            _buffer.depositFor(TASK, address(1), i, 1);
        }
        _buffer.removeAt(TASK, 0, 2);
        assertEq(_buffer.positionAt(TASK, 0, 3), 3, "a gap before it counts");
        assertEq(_buffer.positionAt(TASK, 0, 2), 0, "gone");
        _buffer.fillAt(TASK, 0, 1, 1);
        assertEq(_buffer.positionAt(TASK, 0, 3), 1, "until it is skipped");
        (address owner,,,) = _buffer.entryAt(TASK, 0, 2);
        assertEq(owner, address(0), "gone");
    }

    /// @dev T22, R44: what one entry costs does not depend on how many wait.
    function test_T22_R44_TenThousandEntries() external {
        for (uint256 i; i < 10; ++i) {
            _buffer.depositFor(TASK, address(1), i + 10, 1);
        }
        uint256 few = _costOfOne();
        for (uint256 i; i < 10_000; ++i) {
            _buffer.depositFor(TASK, address(1), i + 10, 1);
        }
        uint256 many = _costOfOne();
        assertLe(many, few * 101 / 100, "R44: at most 1 % more");
    }

    function _costOfOne() private returns (uint256 used) {
        _buffer.depositFor(TASK, address(1), 1, 1);
        _buffer.depositFor(TASK, address(1), 1, 1);
        (uint256 place,,,) = _buffer.firstAt(TASK, 0);
        _buffer.fillAt(TASK, 0, place, 1);
        used = vm.lastCallGas().gasTotalUsed;
    }
}
